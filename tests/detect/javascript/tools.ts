import ollama from "ollama";

const addTool = {
  type: "function",
  function: { name: "add", parameters: { type: "object" } },
};

async function run(model: string) {
  return await ollama.chat({ model: model, tools: [addTool] });
}

run("llama3.1:8b").catch((error) => console.error(error));
