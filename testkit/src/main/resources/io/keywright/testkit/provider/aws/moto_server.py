"""Moto's server, whose refusals come in the envelopes that AWS sends them in: moto 5.2.5 has one of its own for all services."""

import json
import sys

from moto.core.authorization import ActionAuthenticatorMixin
from moto.server import main
from werkzeug.exceptions import HTTPException

check = ActionAuthenticatorMixin._authenticate_and_authorize_action


def checked(self, iam_request_cls, resource="*"):
    try:
        check(self, iam_request_cls, resource)
    except HTTPException as refusal:
        if self.headers.get("X-Amz-Target"):
            refusal.description = json.dumps({"__type": refusal.error_type, "message": refusal.message})
        else:
            refusal.description = refusal.description.replace("<Errors>", "").replace("</Errors>", "")
        raise


ActionAuthenticatorMixin._authenticate_and_authorize_action = checked
main(sys.argv[1:])
