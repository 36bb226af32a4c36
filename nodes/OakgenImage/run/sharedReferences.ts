import type { IExecuteFunctions } from 'n8n-workflow';

import type { ImagePlan } from '../operations/plan';
import { loadReferences } from '../operations/references';
import type { Reference } from '../providers/types';

/** The reference images of one item: read when its first image is made, let go after its last. */
export class SharedReferences {
	private loading: Promise<Reference[]> | null = null;

	private users: number;

	private readonly load: () => Promise<Reference[]>;

	constructor(plan: ImagePlan, context: IExecuteFunctions) {
		this.users = plan.numberOfImages;
		this.load = async () => await loadReferences(context, plan.itemIndex, plan.references);
	}

	async acquire(): Promise<Reference[]> {
		this.loading ??= this.load();
		return await this.loading;
	}

	release(): void {
		this.users -= 1;
		if (this.users === 0) this.loading = null;
	}
}
