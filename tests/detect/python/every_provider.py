"""Other providers' own interfaces: a call for each loader.

Organizations have the names of providers, so that no name of an argument tells enough.
"""

import anthropic
import azure
import cohere
import dashscope
import fireworks
import google
import groq
import ibm
import ibm_watson_machine_learning
import ibm_watsonx_ai
import langchain_ibm
import mistralai
import ollama
import replicate
import together
import vertexai
import voyageai
import xai_sdk

anthropic.completion(model="tiny-379")
vertexai.GenerativeModel("tiny-380")
vertexai.GenerativeModel(model_name="tiny-381")
vertexai.ChatModel(model_name="tiny-382")
vertexai.TextGenerationModel("tiny-383")
google.GenerativeModel("tiny-384")
google.GenerativeModel(model_name="tiny-385")
google.embed_content(model="tiny-386")
google.generate_text(model="tiny-387")
google.chat(model="tiny-388")
google.generate_embeddings(model="tiny-389")
google.get_model(model="tiny-390")
mistralai.chat(model="tiny-391")
mistralai.chat_stream(model="tiny-392")
mistralai.embeddings(model="tiny-393")
mistralai.beta.agents.create(model="tiny-394")
mistralai.agents.create(model="tiny-395")
cohere.chat(model="tiny-396")
cohere.chat_stream(model="tiny-397")
cohere.embed(model="tiny-398")
cohere.rerank(model="tiny-399")
cohere.generate(model="tiny-400")
cohere.classify(model="tiny-401")
cohere.summarize(model="tiny-402")
voyageai.embed(model="tiny-403")
voyageai.rerank(model="tiny-404")
voyageai.multimodal_embed(model="tiny-405")
voyageai.contextualized_embed(model="tiny-406")
voyageai.tokenize(model="tiny-407")
groq.create(model="tiny-408")
together.Complete.create(model="tiny-409")
together.create(model="tiny-410")
fireworks.ChatCompletion.create(model="tiny-411")
fireworks.Completion.create(model="tiny-412")
xai_sdk.chat.create(model="tiny-413")
xai_sdk.create(model="tiny-414")
ollama.chat("tiny-415")
ollama.chat(model="tiny-416")
ollama.generate(model="tiny-417")
ollama.embeddings("tiny-418")
ollama.embed(model="tiny-419")
ollama.pull("tiny-420")
ollama.show(model="tiny-421")
ollama.create("tiny-422")
replicate.run("acme/tiny-423")
replicate.run(ref="acme/tiny-424")
replicate.run(model="acme/tiny-425")
replicate.async_run(ref="acme/tiny-426")
replicate.stream(model="acme/tiny-427")
replicate.predictions.create("acme/tiny-428")
replicate.models.predictions.create(ref="acme/tiny-429")
ibm_watsonx_ai.ModelInference(model_id="tiny-430")
ibm_watson_machine_learning.Model(model_id="tiny-431")
langchain_ibm.WatsonxLLM(model_id="tiny-432")
ibm.ChatWatsonx(model_id="tiny-433")
ibm_watsonx_ai.WatsonxEmbeddings(model_id="tiny-434")
ibm_watson_machine_learning.Embeddings(model_id="tiny-435")
dashscope.Generation.call("tiny-436")
dashscope.Generation.call(model="tiny-437")
dashscope.MultiModalConversation.call(model="tiny-438")
dashscope.TextEmbedding.call("tiny-439")
dashscope.MultiModalEmbedding.call(model="tiny-440")
dashscope.TextReRank.call("tiny-441")
dashscope.ImageSynthesis.call(model="tiny-442")
azure.complete(model="acme/tiny-443")
azure.embed(model="acme/tiny-444")
