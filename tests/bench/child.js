// One measurement in a process of its own: `node child.js NAME`, started by scripts/bench.mjs, which gets the result.
const { measure } = await import(`./${process.argv[2]}.js`);
process.send(await measure(), () => process.exit());
