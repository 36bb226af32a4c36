import { textField } from '../../text/json';
import { readModels, type ModelList } from '../modelList';

/** Not Imagen: it is asked by `predict`, which the Interactions API does not have. */
const IMAGE_MODEL = /image(?!n)|nano-banana/;

export const geminiModels: ModelList = {
	path: '/models?pageSize=1000',
	read: (reply) =>
		readModels(reply, ['models'], (entry) => {
			const id = (textField(entry, 'name') ?? '').replace(/^models\//, '');
			return IMAGE_MODEL.test(id) ? { id, name: textField(entry, 'displayName') ?? id } : null;
		}),
};
