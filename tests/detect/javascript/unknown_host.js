const OpenAI = require("openai");

const client = new OpenAI({ baseURL: "https://models.acme.example.org/v1", apiKey: "x" });
const { model = "Acme-R1" } = {};
client.chat.completions.create({ model: "acme-chat-2", messages: [] });
