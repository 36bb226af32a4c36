import { providerNamed } from '../providers';
import type { Provider } from '../providers/types';
import { provider as property } from './providerProperty';
import type { ParameterReader } from './read';

/** @throws ImageFailure when the parameter Provider names none */
export async function readProvider(parameters: ParameterReader): Promise<Provider> {
	const name = parameters.choice(property);
	const provider = await providerNamed(name);
	if (!provider) throw new Error(`There is no provider ${name}`);
	return provider;
}
