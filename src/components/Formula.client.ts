/** Everything that reads a formula comes when the first one is to be read. */
const form = document.querySelector<HTMLFormElement>('form.formula');

form?.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { submit } = await import('../cells/formula/form.ts');
  await submit(form);
});
