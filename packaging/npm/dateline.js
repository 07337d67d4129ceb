#!/usr/bin/env node
// Finds the program for this machine, which a package of its own holds, and runs it.
const { spawn } = require("child_process");
const { constants } = require("os");

const part = `dateline-cli-${process.platform}-${process.arch}`;
let program;
try {
  program = require.resolve(`${part}/bin/dateline`);
} catch {
  console.error(`dateline: 没有适合这台机器的程序（缺 ${part}）。请看 docs/install.md。`);
  console.error(`dateline: there is no program for this machine (${part} is missing); see docs/install.md`);
  process.exit(3);
}
const child = spawn(program, process.argv.slice(2), { stdio: "inherit" });
child.on("error", (error) => {
  console.error(`dateline: ${error.message}`);
  process.exit(3);
});
// What is sent to this process is meant for the program; a second one of the same changes nothing.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => child.kill(signal));
}
child.on("exit", (status, signal) => process.exit(signal ? 128 + constants.signals[signal] : status));
