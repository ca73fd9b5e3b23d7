// NanoIDP from its own command, with the clients of the questions in its configuration.
import { clients, started } from "../python.mjs";

export default {
  id: "nanoidp",
  file: "other-servers",
  name: "NanoIDP",
  package: "nanoidp",
  start: async () => ({ ...(await started("nanoidp_server")), clients: clients("by method") }),
};
