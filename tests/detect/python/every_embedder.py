"""Embeddings and rerankers: a call for each loader.

Organizations have the names of providers, so that no name of an argument tells enough.
"""

import FlagEmbedding
import bertopic
import chromadb
import fastembed
import infinity_emb
import keybert
import lancedb
import qdrant_client
import ragatouille
import sentence_transformers
import txtai
import weaviate

sentence_transformers.SentenceTransformer("tiny-112")
sentence_transformers.SentenceTransformer(model_name_or_path="tiny-113")
sentence_transformers.SentenceTransformer(model_name="tiny-114")
sentence_transformers.CrossEncoder(model_name_or_path="tiny-115")
sentence_transformers.SparseEncoder(model_name="tiny-116")
sentence_transformers.models.Transformer("tiny-117")
sentence_transformers.Transformer(model_name_or_path="tiny-118")
fastembed.TextEmbedding("groq/tiny-119")
fastembed.TextEmbedding(model_name="groq/tiny-120")
fastembed.SparseTextEmbedding(model_name="groq/tiny-121")
fastembed.LateInteractionTextEmbedding("groq/tiny-122")
fastembed.ImageEmbedding(model_name="groq/tiny-123")
fastembed.TextCrossEncoder("groq/tiny-124")
fastembed.LateInteractionMultimodalEmbedding(model_name="groq/tiny-125")
FlagEmbedding.FlagModel("groq/tiny-126")
FlagEmbedding.FlagModel(model_name_or_path="groq/tiny-127")
FlagEmbedding.FlagModel(model_name="groq/tiny-128")
FlagEmbedding.BGEM3FlagModel(model_name_or_path="groq/tiny-129")
FlagEmbedding.FlagLLMModel(model_name="groq/tiny-130")
FlagEmbedding.FlagICLModel("groq/tiny-131")
FlagEmbedding.FlagReranker(model_name_or_path="groq/tiny-132")
FlagEmbedding.FlagLLMReranker(model_name="groq/tiny-133")
FlagEmbedding.LayerWiseFlagLLMReranker("groq/tiny-134")
FlagEmbedding.LightWeightFlagLLMReranker(model_name_or_path="groq/tiny-135")
FlagEmbedding.FlagAutoModel.from_finetuned(model_name="groq/tiny-136")
FlagEmbedding.FlagAutoReranker.from_finetuned("groq/tiny-137")
bertopic.BERTopic(embedding_model="tiny-138")
keybert.KeyBERT("tiny-139")
keybert.KeyBERT(model="tiny-140")
txtai.Embeddings(path="groq/tiny-141")
txtai.Embeddings("groq/tiny-142")
txtai.Pipeline("groq/tiny-143")
txtai.Similarity(path="groq/tiny-144")
txtai.Summary("groq/tiny-145")
txtai.Translation(path="groq/tiny-146")
txtai.Transcription("groq/tiny-147")
txtai.LLM(path="groq/tiny-148")
txtai.Labels("groq/tiny-149")
txtai.Extractor(path="groq/tiny-150")
chromadb.SentenceTransformerEmbeddingFunction("tiny-151")
chromadb.SentenceTransformerEmbeddingFunction(model_name="tiny-152")
chromadb.InstructorEmbeddingFunction(model_name="tiny-153")
chromadb.OpenAIEmbeddingFunction(model_name="gpt-9-154")
chromadb.OllamaEmbeddingFunction(model_name="tiny-155")
chromadb.CohereEmbeddingFunction(model_name="tiny-156")
chromadb.HuggingFaceEmbeddingFunction(model_name="tiny-157")
chromadb.GoogleGenerativeAiEmbeddingFunction(model_name="tiny-158")
chromadb.GoogleGeminiEmbeddingFunction(model_name="tiny-159")
chromadb.AmazonBedrockEmbeddingFunction(model_name="acme.tiny-160:0")
chromadb.VoyageAIEmbeddingFunction(model_name="tiny-161")
chromadb.MistralEmbeddingFunction(model="tiny-162")
chromadb.TogetherAIEmbeddingFunction(model_name="tiny-163")
weaviate.text2vec_openai(model="gpt-9-164")
weaviate.Generative.openai(model="gpt-9-165")
weaviate.text2vec_cohere(model="tiny-166")
weaviate.Generative.cohere(model="tiny-167")
weaviate.Reranker.cohere(model="tiny-168")
weaviate.text2vec_huggingface(model="groq/tiny-169")
weaviate.text2vec_ollama(model="tiny-170")
weaviate.Generative.ollama(model="tiny-171")
weaviate.Generative.anthropic(model="tiny-172")
weaviate.text2vec_mistral(model="tiny-173")
weaviate.Generative.mistral(model="tiny-174")
weaviate.text2vec_voyageai(model="tiny-175")
weaviate.Reranker.voyageai(model="tiny-176")
weaviate.text2vec_aws(model="acme.tiny-177:0")
weaviate.Generative.aws(model="acme.tiny-178:0")
lancedb.create(name="acme/tiny-179")
qdrant_client.set_model("groq/tiny-180")
qdrant_client.set_model(embedding_model_name="groq/tiny-181")
qdrant_client.set_sparse_model(embedding_model_name="groq/tiny-182")
infinity_emb.EngineArgs(model_name_or_path="groq/tiny-183")
ragatouille.RAGPretrainedModel.from_pretrained("groq/tiny-184")
