import timm

net = timm.create_model("resnet50", pretrained=True)
