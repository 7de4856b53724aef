const OpenAI = require("openai");

class Provider {
  constructor(config = {}) {
    const { model = "llama3-8b-8192" } = config;
    this.client = new OpenAI({
      baseURL: "https://api.groq.com/openai/v1",
      apiKey: process.env.GROQ_API_KEY,
    });
    this.model = model;
  }
}
