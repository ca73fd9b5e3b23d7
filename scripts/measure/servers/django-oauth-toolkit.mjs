// django-oauth-toolkit as its tutorial sets it up, with OpenID Connect on.
import { clients, started } from "../python.mjs";

export default {
  id: "django-oauth-toolkit",
  file: "other-servers",
  name: "django-oauth-toolkit",
  package: "django-oauth-toolkit",
  start: async () => ({ ...(await started("django_server")), clients: clients() }),
};
