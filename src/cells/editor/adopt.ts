/**
 * CodeMirror writes its styles into a <style> element, which the page's CSP forbids. A sheet that a script constructs is no
 * inline style; CodeMirror uses one by itself, but only in a shadow root. So it is told that the document is one.
 */
import { StyleModule } from 'style-mod';

const shadow = {
  ownerDocument: document,
  get adoptedStyleSheets() {
    return document.adoptedStyleSheets;
  },
  set adoptedStyleSheets(sheets) {
    document.adoptedStyleSheets = sheets;
  },
} as unknown as ShadowRoot;

const { mount } = StyleModule;

StyleModule.mount = (root, modules, options) => mount(root === document ? shadow : root, modules, options);
