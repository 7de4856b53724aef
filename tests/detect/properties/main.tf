terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

module "endpoint" {
  source      = "acme/sagemaker-endpoint/aws"
  hf_model_id = "acme-ai/classifier" # or "acme-ai/other"
  hf_task     = "text-classification"
}

variable "model_id" {
  description = "Such as acme-ai/described"
  type        = string
  default     = "acme-ai/by-default"
}

resource "aws_bedrockagent_agent" "helper" {
  agent_name       = "helper"
  foundation_model = "anthropic.claude-3-haiku-20240307-v1:0"
}

resource "azurerm_cognitive_deployment" "chat" {
  name = "chat"
  model {
    format  = "OpenAI"
    name    = "gpt-4o"
    version = "2024-08-06"
  }
}

resource "aws_sagemaker_model" "m" {
  primary_container {
    image = "${var.registry}/djl-inference:latest"
    environment = {
      HF_MODEL_ID = "acme-ai/in-environment"
      "MODEL_NAME" : var.name
    }
  }
}

resource "aws_instance" "gpu" {
  user_data = <<-EOF
    #!/bin/bash
    vllm serve acme-ai/in-user-data
  EOF
}

resource "helm_release" "chart" {
  set {
    name  = "model"
    value = "acme-ai/set-by-helm"
  }
}
