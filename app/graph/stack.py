"""What the components of a design share: names, the VPC, the topic for alarms, the key for topics, the complaints."""

from collections.abc import Callable

from app.graph.builder import Builder
from app.graph.deliveries import Generated
from app.graph.names import Names, pascal
from app.graph.network import Network
from app.graph.policies import admitted, tls_only
from app.graph.resources import Output, Resource
from app.graph.values import Pseudo, Ref, Value, arn
from app.model import Component, Design, Finding


class Stack:
    """One graph in the making and what is shared in it.

    `generate` lowers a component that the design does not draw. `circular` are the ids of components that, by way of
    others, call themselves: callers have to know them by a name that is given beforehand.
    """

    def __init__(
        self, design: Design, generate: Callable[[Component, str, str], Generated], circular: frozenset[str]
    ) -> None:
        self.circular = circular
        self.design = design
        self.graph = Builder(design.description or design.name)
        self.names = Names()
        self.stems = Names()
        self.generate = generate
        self.findings: list[Finding] = []
        self._networks: dict[str | None, Network] = {}
        self._alarm_topics: dict[str | None, str] = {}
        self._keys: dict[str | None, str] = {}
        self._secrets: dict[tuple[str | None, str], str] = {}
        self._parameters: dict[tuple[str, str], str] = {}

    def refuse(self, finding: Finding) -> None:
        """Note why the design cannot be deployed as drawn."""
        if finding not in self.findings:
            self.findings.append(finding)

    def prefix(self, service: str | None) -> str:
        """What comes before the name of a thing that each service has for itself; empty if there is one service."""
        return pascal(service) if service is not None and len(self.design.services) > 1 else ""

    def parameter_name(self, component: str, wanted: str) -> str:
        """The name of a component's parameter, the same each time it is asked for."""
        if (component, wanted) not in self._parameters:
            self._parameters[component, wanted] = self.names.claim(wanted)
        return self._parameters[component, wanted]

    def network(self, service: str | None) -> Network:
        """The VPC of a service; it is built only if something is put into it."""
        if service not in self._networks:
            self._networks[service] = Network(self.graph, self.names, self.prefix(service), service)
        return self._networks[service]

    def build_networks(self) -> None:
        """Write the VPCs, now that all that is in them is known."""
        for network in self._networks.values():
            network.build()

    def alarm_topic(self, service: str | None) -> str:
        """The topic to which a service's alarms are sent, so that its owner subscribes once and hears of all."""
        if service not in self._alarm_topics:
            topic = self.names.claim(self.prefix(service) + "AlarmsTopic")
            self._alarm_topics[service] = topic
            # No key of its own: alarms carry no data, and a key costs a dollar a month that nothing gains by.
            comment = "Every alarm of this stack is sent here: subscribe once to hear of all of them."
            self.graph.add(Resource(topic, "AWS::SNS::Topic", {}, service=service, comment=comment))
            source = arn("cloudwatch", "alarm:*")
            alarms = admitted("Alarms", "cloudwatch.amazonaws.com", "sns:Publish", Ref(topic), source)
            policy: dict[str, Value] = {
                "Topics": [Ref(topic)],
                "PolicyDocument": {"Version": "2012-10-17", "Statement": [tls_only("sns:Publish", Ref(topic)), alarms]},
            }
            name = self.names.claim(topic + "Policy")
            self.graph.add(Resource(name, "AWS::SNS::TopicPolicy", policy, service=service))
            self.graph.output(Output(f"{topic}Arn", "Subscribe here to hear of every alarm.", Ref(topic)))
        return self._alarm_topics[service]

    def topics_key(self, service: str | None) -> str:
        """The key for topics into which AWS services publish; they cannot use the account's `aws/sns` key.

        Source: SNS Developer Guide, "Setting up Amazon SNS topic encryption", on event sources from AWS services.
        """
        if service not in self._keys:
            name = self._keys[service] = self.names.claim(self.prefix(service) + "TopicsKey")
            root = arn("iam", "root", region="")
            statements: list[Value] = [
                {"Effect": "Allow", "Principal": {"AWS": root}, "Action": "kms:*", "Resource": "*"},
            ]
            document: Value = {"Version": "2012-10-17", "Statement": statements}
            properties: dict[str, Value] = {"EnableKeyRotation": True, "KeyPolicy": document}
            comment = "Encrypts the topics into which AWS services publish; the account's own key would shut them out."
            self.graph.add(
                Resource(name, "AWS::KMS::Key", properties, service=service, deletion_policy="Retain", comment=comment)
            )
        return self._keys[service]

    def secret(self, service: str | None, name: str) -> str:
        """A secret that functions of a service share by its name. CloudFormation makes up a value for a start."""
        if (service, name) not in self._secrets:
            logical_id = self._secrets[service, name] = self.names.claim(f"{self.prefix(service)}{pascal(name)}Secret")
            words = f"The secret {name}: put the real value in the place of the one made up at the first deployment."
            made: Value = {"PasswordLength": 40, "ExcludePunctuation": True}
            properties: dict[str, Value] = {"Description": words, "GenerateSecretString": made}
            type_ = "AWS::SecretsManager::Secret"
            self.graph.add(
                Resource(logical_id, type_, properties, service=service, deletion_policy="Delete", comment=words)
            )
            self.graph.output(Output(f"{logical_id}Arn", words, Ref(logical_id)))
        return self._secrets[service, name]

    def admit_to_key(self, service: str | None, principal: str) -> None:
        """Let an AWS service use the key for topics, for this account's things only."""
        said: Value = {
            "Effect": "Allow",
            "Principal": {"Service": principal},
            "Action": ["kms:Decrypt", "kms:GenerateDataKey*"],
            "Resource": "*",
            "Condition": {"StringEquals": {"aws:SourceAccount": Pseudo("AccountId")}},
        }
        self.graph.append(self.topics_key(service), "KeyPolicy.Statement", said)
