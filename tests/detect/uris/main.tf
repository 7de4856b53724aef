# model = "hf://lighthouse-lab/comment"
// model = "hf://lighthouse-lab/comment"
resource "x" "y" {
  model_uri  = "hf://lighthouse-lab/terraform"
  model_arn  = "arn:aws:bedrock:us-east-1::foundation-model/amazon.titan-embed-text-v2:0"
  homepage   = "https://huggingface.co/lighthouse-lab/home"
}
