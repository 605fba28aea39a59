// `node from-code-cache.cjs <program.cjs>`: runs it with what an earlier process had compiled of it. The first to end by
// itself leaves that beside the program.
const { existsSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { dirname } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { Script } = require('node:vm');

const [, , program] = process.argv;
const cache = `${program}.cache`;
const cachedData = existsSync(cache) ? readFileSync(cache) : undefined;
const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(program, 'utf8')}\n})`;
const script = new Script(source, { filename: program, cachedData });
if (cachedData === undefined)
  process.on('exit', () => {
    // The compiled code is taken only by a process of the same flags; the program has changed this one since.
    setFlagsFromString('--heap-growing-percent=0');
    writeFileSync(`${cache}.${process.pid}`, script.createCachedData());
    renameSync(`${cache}.${process.pid}`, cache);
  });
const module_ = { exports: {} };
script.runInThisContext()(module_.exports, createRequire(program), module_, program, dirname(program));
