// Too little memory for what undici reads answers with, in the words of V8 under `ulimit -v`. How much is too little
// depends on the version of node.
WebAssembly.Instance = function Instance() {
  throw new RangeError(
    "WebAssembly.Instance(): Out of memory: Cannot allocate Wasm memory for new instance",
  );
};
