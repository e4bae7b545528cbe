declare module 'virtual:sandbox' {
  const html: string;
  export default html;
}
