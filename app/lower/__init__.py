"""Design → ResourceGraph: kinds lower nodes, arrows join them; pure, and the same each time.

The way: every component's kind builds its resources and gives a handle (`app/kinds/*/lower.py`), every arrow asks the
handles at its ends (`arrows`), handles add what the drawing leaves open (`settle`) and write what needed all arrows
(`finish`). A design that cannot be deployed as drawn is refused with findings that name component, arrow and remedy.

Defaults are AWS's production checklist, and whatever the design does not draw stands in the graph with a comment that
says why: a dead-letter queue for every queue that is worked through, a failure target for asynchronous calls, streams,
subscriptions, rules and schedules, alarms (sent to one topic per service), log groups with retention, TLS-only
policies, one role per function with exact actions on exact ARNs.

Environment variables are the contract with the handlers. A function that an arrow leads out of finds, under the name
NAME = the arrow's `known_as`, or else the target's id, in capitals with underscores for hyphens:

==================  ================================================================================================
target              variables
==================  ================================================================================================
queue               NAME_QUEUE_URL
topic               NAME_TOPIC_ARN
event bus           NAME_EVENT_BUS_NAME, NAME_EVENT_SOURCE (the source to send under; rules without a pattern match it)
stream              NAME_STREAM_NAME
delivery stream     NAME_DELIVERY_STREAM_NAME
table               NAME_TABLE_NAME, NAME_PARTITION_KEY, NAME_SORT_KEY (if it has one), NAME_TTL_ATTRIBUTE (if set)
bucket              NAME_BUCKET_NAME
function            NAME_FUNCTION_NAME; called at its own address: NAME_BASE_URL
state machine       NAME_STATE_MACHINE_ARN
database, proxy     NAME_DATABASE_HOST, _PORT, _NAME, _USER, _ENGINE (`postgres` or `mysql`): log in with an IAM token;
                    a cluster with readers also NAME_DATABASE_READER_HOST
cache               NAME_CACHE_HOST, NAME_CACHE_PORT, NAME_CACHE_TTL_SECONDS (if set); Valkey and Redis also
                    NAME_CACHE_NAME and NAME_CACHE_USER: log in with an IAM token
parameter           NAME_PARAMETER_NAME
warehouse           NAME_WORKGROUP_NAME, NAME_DATABASE_NAME (Redshift Data API)
HTTP (API, backend) NAME_BASE_URL, without a slash at its end; a function's own address ends with one
other microservice  as what it is called as: NAME_BASE_URL, NAME_FUNCTION_NAME (an ARN), NAME_QUEUE_URL
==================  ================================================================================================

An arrow that says `timeout` adds NAME_TIMEOUT_SECONDS, one that says `group_by` adds NAME_GROUP_BY. A variable whose
name Lambda reserves (AWS_, LAMBDA_, _X_) gets TARGET_ before it. The targets of error arrows are there too, so that
code can leave a failure where the drawing says. Each of a function's `secrets` gives NAME_SECRET_ARN, NAME being its
own name in capitals; functions of one service that name the same secret share it. POWERTOOLS_SERVICE_NAME is the
function's own id.
"""

from app.lower.arrows import VERBS
from app.lower.lowering import LoweringError, lower
from app.lower.services import Unit, lower_services

__all__ = ["VERBS", "LoweringError", "Unit", "lower", "lower_services"]
