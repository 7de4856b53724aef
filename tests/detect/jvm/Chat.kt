package com.acme

import com.aallam.openai.api.model.ModelId
import com.aallam.openai.client.OpenAI

/* outer /* nested */ ModelId("gpt-3.5-turbo") */
private const val FAMILY = "gpt-4.1"
private val MODEL: String = System.getenv("MODEL") ?: "gpt-4o-mini"

class Chat(private val modelName: String = "gpt-4o") {
    val request = ChatCompletionRequest(model = ModelId(MODEL), messages = listOf())
    val other = ChatCompletionRequest(model = ModelId("$FAMILY-nano"), messages = listOf())
    val local = OllamaChatModel(baseUrl = "http://ollama:11434", modelName = "phi4")
    val text = """ model = "o3-mini" """
}
