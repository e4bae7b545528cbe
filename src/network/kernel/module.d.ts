declare module 'virtual:network-kernel' {
  /** A module of WebAssembly. */
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
