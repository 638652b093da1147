"""Parameter Store parameter → AWS::SSM::Parameter; its value is changed without a deployment."""

from app.graph import Arrow, Call, Handle, Pseudo, Ref, Site, Statement, Sub, Value, arn
from app.kinds.parameter import ParameterProperties


class ParameterHandle(Handle):
    """A parameter in the graph."""

    def __init__(self, site: Site, properties: ParameterProperties) -> None:
        self.name: Sub = Sub.of(properties.path or Sub.of("/", Pseudo("StackName"), f"/{site.component.id}"))
        said: dict[str, Value] = {
            "Name": self.name,
            "Description": site.component.name[:1024],
            "Type": "String",
            "Tier": properties.tier.capitalize(),
            "Value": "{}",
        }
        super().__init__(site, site.add("AWS::SSM::Parameter", said, deletion="Delete"))

    @property
    def arn(self) -> Sub:
        """The ARN: the name begins with a slash already."""
        return arn("ssm", "parameter", Ref(self.logical_id))

    def call(self, arrow: Arrow) -> Call:
        """The value is read and written."""
        return Call(
            statements=(Statement(arrow.actions, (self.arn,), reason=arrow.id),),
            settings={"PARAMETER_NAME": Ref(self.logical_id)},
            endpoint="ssm",
            arn=self.arn,
        )


HANDLE = ParameterHandle
