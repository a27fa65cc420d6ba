import type { WebhookRequest } from '@proofline/backstage-plugin-spec-coverage-node';
import type { VendorTrouble } from '@proofline/backstage-plugin-spec-coverage-node/testUtils';
import { type PlayedVendor, playVendor } from '../vendors';
import {
  type BurstVendorName,
  documentOf,
  VENDOR_NAMES,
  versionOf,
} from './documents';

/** A delivery that is to be sent. */
export interface BurstDelivery {
  source: string;
  request: WebhookRequest;
}

/** The four vendors of a burst, played by local servers with documents in them. */
export class BurstVendors {
  readonly #vendors: ReadonlyMap<BurstVendorName, PlayedVendor>;
  readonly #documents: number;

  private constructor(
    vendors: ReadonlyMap<BurstVendorName, PlayedVendor>,
    documents: number,
  ) {
    this.#vendors = vendors;
    this.#documents = documents;
  }

  /** @param documents - how many each vendor has */
  static async start(documents: number): Promise<BurstVendors> {
    const vendors = new Map<BurstVendorName, PlayedVendor>();
    for (const name of VENDOR_NAMES) {
      vendors.set(name, await playVendor(name));
    }
    const started = new BurstVendors(vendors, documents);
    started.editAll(0);
    return started;
  }

  /** The configuration of all sources. */
  get sources(): Record<string, unknown> {
    return Object.assign(
      {},
      ...[...this.#vendors.values()].map(vendor => vendor.sources()),
    );
  }

  /** The configuration beside that of the plugin. */
  get rootConfig(): Record<string, unknown> {
    return Object.assign(
      {},
      ...[...this.#vendors.values()].map(vendor => vendor.rootConfig()),
    );
  }

  /** All documents, as pairs of vendor and number, one vendor after the other. */
  *all(): Generator<[BurstVendorName, number]> {
    for (let index = 0; index < this.#documents; index += 1) {
      for (const name of VENDOR_NAMES) {
        yield [name, index];
      }
    }
  }

  /** Puts a version of a document in place of the last one. */
  edit(vendor: BurstVendorName, index: number, version: number): void {
    const document = documentOf(vendor, index);
    this.#vendor(vendor).server.write(document, versionOf(document, version));
  }

  /** Puts a version of all documents in place of the last one. */
  editAll(version: number): void {
    for (const [vendor, index] of this.all()) {
      this.edit(vendor, index, version);
    }
  }

  /** Deletes a document. */
  remove(vendor: BurstVendorName, index: number): void {
    this.#vendor(vendor).server.remove(documentOf(vendor, index));
  }

  /** What the vendor sends about the last edit of a document. */
  deliveryOf(vendor: BurstVendorName, index: number): BurstDelivery {
    const { server, source } = this.#vendor(vendor);
    return { source, request: server.deliveryOf(documentOf(vendor, index)) };
  }

  /** Lets all vendors make trouble from now on. */
  setTrouble(trouble: VendorTrouble): void {
    for (const { server } of this.#vendors.values()) {
      server.trouble = trouble;
    }
  }

  /** How many requests the vendors have got. */
  get requests(): number {
    return [...this.#vendors.values()].reduce(
      (sum, { server }) => sum + server.requests.length,
      0,
    );
  }

  async stop(): Promise<void> {
    await Promise.all(
      [...this.#vendors.values()].map(({ server }) => server.stop()),
    );
  }

  #vendor(name: BurstVendorName): PlayedVendor {
    return this.#vendors.get(name)!;
  }
}
