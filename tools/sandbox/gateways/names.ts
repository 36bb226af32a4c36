import { insteadOf, situations } from './gateway.ts';
import type { Gateway, Situation } from './gateway.ts';
import { gateways } from './rows/index.ts';
import type { GatewayName } from './rows/index.ts';

/** A gateway in a situation, such as `fal:moderated`. */
export type GatewayReplyName = `${GatewayName}:${Situation}`;

export interface Scene {
	name: GatewayReplyName;
	gateway: Gateway;
	situation: Situation;
}

/** All situations that something is known of, of all gateways. */
export const scenes: Scene[] = (Object.keys(gateways) as GatewayName[]).flatMap((name) =>
	situations
		.filter((situation) => insteadOf(gateways[name], situation) !== null)
		.map((situation) => ({
			name: `${name}:${situation}` as const,
			gateway: gateways[name],
			situation,
		})),
);

const byName = new Map<string, Scene>(scenes.map((scene) => [scene.name, scene]));

export const gatewayReplyNames = scenes.map(({ name }) => name);

export function isGatewayReplyName(name: string): name is GatewayReplyName {
	return byName.has(name);
}

export function sceneOf(name: GatewayReplyName): Scene {
	const scene = byName.get(name);
	if (!scene) throw new Error(`no row says anything of ${name}`);
	return scene;
}
