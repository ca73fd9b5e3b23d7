// The release build behind real web servers with the files of deploy/. `make hosts`; not part of `make test`.
import config from "./playwright.config.js";

export default { ...config, testDir: "hosts", testMatch: "*.host.js" };
