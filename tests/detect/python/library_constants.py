from camel.models import ModelFactory
from camel.types import ModelPlatformType, ModelType
from llama_index.embeddings.openai import OpenAIEmbedding, OpenAIEmbeddingModelType

ModelFactory.create(model_platform=ModelPlatformType.OPENAI, model_type=ModelType.GPT_4O_MINI)
OpenAIEmbedding(model=OpenAIEmbeddingModelType.TEXT_EMBEDDING_3_SMALL)
ModelFactory.create(model_platform=ModelPlatformType.OPENAI, model_type=ModelType.DEFAULT)
