const PAGE_ID = /^[1-9][0-9]{0,18}$/;

/** Whether a text is the id of a page, such as `983041`. */
export function isPageId(text: string): boolean {
  return PAGE_ID.test(text);
}
