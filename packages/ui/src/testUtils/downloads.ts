/**
 * A file that a page gave to the browser to save.
 *
 * @public
 */
export interface Download {
  name: string;
  text: string;
}

/**
 * Catches the files that pages give to the browser. jsdom does not save any, and knows no addresses of blobs.
 *
 * @returns the files so far, in their order
 *
 * @public
 */
export function catchDownloads(): Download[] {
  const files: Download[] = [];
  const blobs = new Map<string, Blob>();
  URL.createObjectURL = blob => {
    const url = `blob:${blobs.size}`;
    blobs.set(url, blob as Blob);
    return url;
  };
  URL.revokeObjectURL = () => {};
  jest
    .spyOn(HTMLAnchorElement.prototype, 'click')
    .mockImplementation(function save(this: HTMLAnchorElement) {
      const file: Download = { name: this.download, text: '' };
      files.push(file);
      blobs
        .get(this.href)
        ?.text()
        .then(text => {
          file.text = text;
        });
    });
  return files;
}

/**
 * The cells of a CSV file without quotes in it.
 *
 * @public
 */
export function cellsOf(csv: string): string[][] {
  return csv
    .trimEnd()
    .split('\r\n')
    .map(line => line.split(','));
}
