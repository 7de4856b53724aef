import { pipeline, AutoModel, AutoTokenizer, env } from '@huggingface/transformers';

// const unused = await pipeline('fill-mask', 'acme-labs/in-a-comment');
/* AutoModel.from_pretrained('acme-labs/in-a-block') */
const BASE_ID = 'acme-labs/tiny-detector-ONNX';
const size = 'small';

class Worker {
  static task = 'feature-extraction';
  static model = 'acme-labs/embedder-v2';
  static instance = null;

  static async getInstance(progress_callback = null) {
    return (this.instance ??= pipeline(this.task, this.model, { progress_callback }));
  }
}

const detector = await AutoModel.from_pretrained(BASE_ID, { revision: 'v1.1', dtype: 'q8' });
const tokenizer = await AutoTokenizer.from_pretrained(
  process.env.TOKENIZER ?? 'acme-labs/tokenizer', // or 'acme-labs/other-tokenizer'
);
const scorer = await pipeline('text-classification', `acme-labs/scorer-${size}`);
const ranker = await pipeline('text-ranking', env.RANKER || "acme-labs/ranker");
env.localModelPath = './models/';
const local = await AutoModel.from_pretrained('./models/own');
const pattern = /AutoModel.from_pretrained\('acme-labs\/regex'\)/;
console.log('AutoModel.from_pretrained("acme-labs/in-a-text")');

// A wrapper of a pipeline, and something that is none.
const embed = usePipeline('feature-extraction', 'acme-labs/gte-small');
const build = createPipeline('nightly', 'acme-labs/build-tools');
