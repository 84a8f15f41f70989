"""What `schemathesis` checks of a server besides its own checks."""
import json
import re

import schemathesis

# What no schema can say: faults in a query (Q101), in a filter or a profile, and a cursor that is not one.
FAULTS = re.compile(r"Q\d+|invalid-argument|bad-json|bad-request")
ABOUT = re.compile(r"filter|profile|cursor|requester|purpose|JSON|field|key|value|sort", re.IGNORECASE)


@schemathesis.check
def refusals_name_a_fault(ctx, response, case):
    """A request that the schema permits is refused for its words alone: never for an unknown parameter or its form."""
    if response.status_code != 400 or case.method.upper() == "HEAD":
        return
    problem = json.loads(response.content)
    assert problem["detail"] and problem["status"] == 400, problem
    if case.meta is None or case.meta.generation.mode.is_negative:
        return
    code = problem["code"]
    assert FAULTS.fullmatch(code), problem
    assert code.startswith("Q") or ABOUT.search(problem["detail"]), problem


@schemathesis.check
def nothing_of_the_machine(ctx, response, case):
    """No answer has a path of this machine, or a name of the program's own parts."""
    assert not re.search(rb"/tmp/|/home/|/usr/|\.swift|glass", response.content), response.content[:300]
