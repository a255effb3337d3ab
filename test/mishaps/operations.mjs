// What a program does to files, handed to an observer one operation at a time: it may look, leave half of it undone, or
// make it fail. For a process of its own and for the tests' own process.
import fs from "node:fs";
import promises from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { basename } from "node:path";

const byPath =
  "open mkdir rename rm rmdir unlink link symlink truncate copyFile chmod utimes writeFile appendFile";
const byDescriptor = ["writeSync", "fsyncSync", "fdatasyncSync", "ftruncateSync"];
const nameless = { label: "", said: "", found: {} };

/** How an operation on paths is named in lists and in node's errors. */
function onPaths(name, [first, second]) {
  const two = /^(rename|link|symlink|copyFile)$/.test(name);
  const paths = two ? [String(first), String(second)] : [String(first)];
  const quoted = paths.map((path) => `'${path}'`).join(" -> ");
  const label = ` ${paths.map((path) => basename(path)).join(" -> ")}`;
  return { label, said: ` ${quoted}`, found: { path: paths[0] }, flags: second };
}

/** `a`, `w` and the bits of what they stand for make a file or write to it. */
const isForReading = ({ name, flags = "r" }) =>
  name === "open" &&
  (flags === "r" || (typeof flags === "number" && (flags & (3 | fs.constants.O_CREAT)) === 0));

/** The methods of a handle, each with its two halves if it has halves. */
const onHandle = {
  write: (write, [data, offset = 0, length]) => {
    if (typeof data === "string" || typeof offset !== "number") return undefined;
    const whole = length ?? data.byteLength - offset;
    const middle = Math.floor(whole / 2);
    return [
      () => write(data, offset, middle),
      async () => {
        await write(data, offset + middle, whole - middle);
        return { bytesWritten: whole, buffer: data };
      },
    ];
  },
  writeFile: (write, [data]) => {
    const bytes = Buffer.from(data);
    const middle = Math.floor(bytes.length / 2);
    return [() => write(bytes.subarray(0, middle)), () => write(bytes.subarray(middle))];
  },
};
onHandle.appendFile = onHandle.writeFile;
for (const name of ["sync", "datasync", "truncate", "chmod", "utimes", "close"]) {
  onHandle[name] = () => undefined;
}

/** From now on `observe` carries out each operation, until the function that it returns is called. */
export function watchFiles(observe) {
  const undo = [];
  const replace = (module, name, make) => {
    const real = module[name];
    module[name] = make(real);
    undo.push(() => (module[name] = real));
  };

  function watch(handle, path) {
    const about = { label: ` ${basename(String(path))}`, said: "", found: {} };
    for (const [name, halvesOf] of Object.entries(onHandle)) {
      const real = handle[name].bind(handle);
      handle[name] = async (...args) =>
        observe({ name, ...about, act: () => real(...args), halves: halvesOf(real, args) });
    }
    return handle;
  }

  let inside = false;
  /** Node does some of these by others of them, which count as one. */
  const observeSync = (operation, real, args) => {
    if (inside) return real(...args);
    const act = () => {
      inside = true;
      try {
        return real(...args);
      } finally {
        inside = false;
      }
    };
    return observe({ ...operation, isSync: true, act });
  };

  for (const name of byPath.split(" ")) {
    replace(promises, name, (real) => {
      const act = async (args) =>
        name === "open" ? watch(await real(...args), args[0]) : real(...args);
      return async (...args) => observe({ name, ...onPaths(name, args), act: () => act(args) });
    });
    replace(fs, `${name}Sync`, (real) => (...args) => {
      const operation = { name, ...onPaths(name, args) };
      // Node itself reads modules so.
      return isForReading(operation) ? real(...args) : observeSync(operation, real, args);
    });
  }
  for (const name of byDescriptor) {
    const operation = { name: name.replace("Sync", ""), ...nameless };
    replace(
      fs,
      name,
      (real) =>
        (...args) =>
          observeSync(operation, real, args),
    );
  }
  // Streams that read call these two.
  for (const name of ["open", "read"]) {
    replace(fs, name, (real) => (...args) => {
      const about = name === "open" ? onPaths(name, args) : nameless;
      try {
        observe({ name, ...about, isReading: true, isSync: true, act: () => real(...args) });
      } catch (error) {
        process.nextTick(args.at(-1), error);
      }
    });
  }
  syncBuiltinESMExports();
  return () => {
    for (const each of undo) each();
    syncBuiltinESMExports();
  };
}
