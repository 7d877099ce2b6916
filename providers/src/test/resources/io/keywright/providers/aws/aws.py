"""What the pages need of the aws command: any call, its options held against the service's model, --query and --output text."""
import os
import sys

import botocore.session
import jmespath
from botocore import xform_name

service, operation, *rest = sys.argv[1:]
options = {rest[i].removeprefix("--"): rest[i + 1] for i in range(0, len(rest), 2)}
query, output = options.pop("query", None), options.pop("output", None)
client = botocore.session.get_session().create_client(
    service,
    region_name=os.environ["AWS_REGION"],
    endpoint_url=os.environ["TEST_ENDPOINT"],
    aws_access_key_id="admin",
    aws_secret_access_key="admin",
)
name = client.meta.method_to_api_mapping[operation.replace("-", "_")]
members = client.meta.service_model.operation_model(name).input_shape.members
names = {xform_name(member, "-"): member for member in members}
arguments = {}
for option, value in options.items():
    if value.startswith("file://"):
        with open(value.removeprefix("file://"), encoding="utf-8") as file:
            value = file.read()
    arguments[names[option]] = value
answer = getattr(client, operation.replace("-", "_"))(**arguments)
if query:
    answer = jmespath.search(query, answer)
if output == "text":
    print("\t".join(answer) if isinstance(answer, list) else answer)
