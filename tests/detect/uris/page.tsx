const card = { modelCard: "https://huggingface.co/lighthouse-lab/card" }; // hf://lighthouse-lab/comment
const link = <a href="https://huggingface.co/lighthouse-lab/link">x</a>;
const image = <img src="https://huggingface.co/datasets/lighthouse-lab/pictures/resolve/main/a.png" />;
let model = `https://huggingface.co/lighthouse-lab/filled/resolve/${revision}/x.onnx`;
await fetch("https://huggingface.co/lighthouse-lab/fetched/resolve/main/x.onnx");
/* "https://huggingface.co/lighthouse-lab/block/resolve/main/x.onnx" */
const uri = "huggingface://lighthouse-lab/local-ai/harbor.gguf";
const sound = 'https://hf-mirror.com/datasets/lighthouse-lab/sounds/resolve/main/a.wav';
