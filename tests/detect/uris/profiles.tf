module "agent" {
  inference_profile_source = "arn:aws:bedrock:${local.region}:${local.account}:inference-profile/us.anthropic.claude-3-7-sonnet-20250219-v1:0"
  resources = [
    "arn:${data.aws_partition.current.partition}:bedrock:${var.region}::foundation-model/amazon.titan-embed-text-v2:0",
    "arn:${data.aws_partition.current.partition}:bedrock:${var.region}::foundation-model/*",
    "arn:aws:bedrock:${var.region}:${var.account}:knowledge-base/ABCDEF",
  ]
}
