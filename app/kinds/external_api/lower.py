"""External API → a parameter with its address; an API destination where EventBridge calls it."""

from app.graph import Arrow, Att, Call, Handle, HttpIntegration, Push, Ref, RestIntegration, Sink, Site, Statement, Sub
from app.kinds.external_api import ExternalApiProperties
from app.kinds.routes import address


class ExternalApiHandle(Handle):
    """A third party's API."""

    def __init__(self, site: Site, properties: ExternalApiProperties) -> None:
        super().__init__(site)
        self.properties = properties

    @property
    def _base(self) -> Ref:
        words = f"The address of {self.component.id}, without a slash at its end."
        default = self.properties.base_url.rstrip("/")
        return self.site.parameter("BaseUrl", words, default=default, pattern="^https?://.*[^/]$")

    def call(self, arrow: Arrow) -> Call:
        """It answers HTTP requests."""
        del arrow
        base = self._base
        return Call(
            settings={"BASE_URL": base},
            internet=True,
            rest=lambda route: RestIntegration(type="HTTP_PROXY", uri=address(base, route)),
            http=lambda route: HttpIntegration(type="HTTP_PROXY", uri=address(base, route)),
        )

    def receive(self, push: Push, reason: str) -> Sink:
        """Topics post to its address; rules call it through an API destination with a key that its owner fills in."""
        if push.principal == "sns.amazonaws.com":
            return Sink(self._base, "https")
        words = f"The key with which EventBridge calls {self.component.id}: put the real one in its place."
        made = {"PasswordLength": 32, "ExcludePunctuation": True}
        secret = self.site.add(
            "AWS::SecretsManager::Secret",
            {"Description": words, "GenerateSecretString": made},
            suffix="Key",
            deletion="Delete",
            comment=words,
        )
        key = Sub.of("{{resolve:secretsmanager:", Ref(secret), "}}")
        connection = self.site.add(
            "AWS::Events::Connection",
            {
                "AuthorizationType": "API_KEY",
                "AuthParameters": {"ApiKeyAuthParameters": {"ApiKeyName": "Authorization", "ApiKeyValue": key}},
            },
            suffix="Connection",
        )
        destination = self.site.add(
            "AWS::Events::ApiDestination",
            {
                "ConnectionArn": Att(connection, "Arn"),
                "InvocationEndpoint": self._base,
                "HttpMethod": "POST",
                "InvocationRateLimitPerSecond": 10,
            },
            suffix="Destination",
        )
        invoke = Statement(("events:InvokeApiDestination",), (Att(destination, "Arn"),), reason=reason)
        return Sink(Att(destination, "Arn"), "https", (invoke,))


HANDLE = ExternalApiHandle
