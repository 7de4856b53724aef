import dspy
import instructor
import litellm
from agno.models.anthropic import Claude
from crewai import LLM
from google.adk.agents import Agent as AdkAgent
from google.adk.models.lite_llm import LiteLlm
from haystack.components.embedders import SentenceTransformersTextEmbedder
from haystack.components.generators.chat import OpenAIChatGenerator
from langchain.chat_models import init_chat_model
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_ollama import ChatOllama
from langchain_openai import ChatOpenAI
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.llms.openai import OpenAI
from pydantic_ai import Agent
from smolagents import InferenceClientModel, LiteLLMModel

ChatOpenAI(model_name="gpt-4o", temperature=0)
ChatOpenAI(model="acme-labs/served", base_url="http://localhost:8000/v1")
HuggingFaceEmbeddings(model_name="all-mpnet-base-v2")
ChatOllama(model="qwen3:8b")
init_chat_model("anthropic:claude-3-5-haiku-latest")
init_chat_model("gpt-4o-mini", model_provider="openai")
HuggingFaceEmbedding("acme-labs/embed")
OpenAI(model="gpt-4.1-mini")
OpenAIChatGenerator(model="gpt-4o")
SentenceTransformersTextEmbedder(model="acme-labs/text")
dspy.LM("openai/gpt-4o-mini")
litellm.completion(model="ollama/llama3.2:3b", messages=[])
litellm.acompletion(model="huggingface/acme-labs/chat", messages=[])
LLM(model="gemini/gemini-2.0-flash")
instructor.from_provider("anthropic/claude-3-5-sonnet-latest")
Agent("openai:gpt-4o")
LiteLLMModel(model_id="groq/llama-3.3-70b-versatile")
InferenceClientModel("acme-labs/agent")
Claude(id="claude-sonnet-4-20250514")
AdkAgent(model="gemini-2.0-flash", name="x")
LiteLlm(model="openai/gpt-4o")
