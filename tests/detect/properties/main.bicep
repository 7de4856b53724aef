// The model that is deployed: 'gpt-4o' in a comment is none.
@description('Name of the chat model')
@allowed(['gpt-4', 'gpt-4o'])
param chatModel string = 'gpt-4o'
param location string = resourceGroup().location
param embeddingModelName string = 'text-embedding-3-large'
param rerank object = {
  name: 'acme-reranker'
  capacity: 30
}
param evaluationModel object = {
  name: 'gpt-4o-mini'
  version: '2024-07-18'
}
var imageModel = 'dall-e-3'

resource deployment 'Microsoft.CognitiveServices/accounts/deployments@2023-05-01' = {
  name: 'assistant'
  properties: {
    model: {
      format: 'OpenAI'
      name: 'gpt-35-turbo'
      version: '0613'
    }
  }
}
