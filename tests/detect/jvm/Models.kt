// Firebase and the Kotlin clients of OpenAI and Ollama.
import com.aallam.openai.api.model.ModelId
import com.google.firebase.ai.ai

val writer = Firebase.ai.generativeModel("gemini-tiny-1")
val reader = GenerativeModel(modelName = "gemini-tiny-2", apiKey = key)
val chat = ChatCompletionRequest(model = ModelId("gpt-4o-mini"), messages = messages)
