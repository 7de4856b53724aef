// Models that are taken from a provider's table; names that spell no id are left alone.
val chat = AIAgent(executor, llmModel = OpenAIModels.Chat.GPT4o)
val cheap = executor.execute(prompt, OpenAIModels.CostOptimized.GPT4_1)
val thinker = AIAgent(executor, llmModel = OpenAIModels.Reasoning.O3Mini)
val other = AIAgent(executor, llmModel = AnthropicModels.Sonnet_4)
val local = AIAgent(executor, llmModel = OllamaModels.Meta.LLAMA_3_2)
const val LIST_MODELS_PATH = "api/tags"
