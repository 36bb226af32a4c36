import { readOakgenSettings } from '../../../../nodes/OakgenImage/providers/oakgen/options';
import { failureOf } from '../../../support/failure';
import { optionReader } from '../../../support/parameters';

// What only Oakgen has in Options.

const read = (options: Record<string, unknown> = {}) => readOakgenSettings(optionReader(options));

const usual = read();

it('has something for what is needed, and no path that nobody entered', () => {
	expect(usual).toMatchObject({ imageTransfer: 'dataUri', imageUrlPath: '' });
	expect(usual.statusPath).toContain('{id}');
	expect(usual.imageField).toMatch(/^\w+$/);
	expect(usual.maskField).toMatch(/^\w+$/);
});

it.each([
	{ imageField: 'input_images' },
	{ maskField: 'input_mask' },
	{ imageField: 'images', maskField: 'mask' },
	{ imageTransfer: 'multipart' },
	{ imageUrlPath: 'result.files.0.url' },
	{ statusPath: '/v1/jobs/{id}' },
])('takes %j, and leaves the rest as it was', (options) => {
	expect(read(options)).toEqual({ ...usual, ...options });
});

it.each<[options: Record<string, unknown>, message: RegExp]>([
	[{ imageField: 'prompt' }, /^Image Field cannot be "prompt", which is another field/],
	[{ imageField: 'input.model' }, /^Image Field cannot be "input.model", which is another field/],
	[{ imageField: 'Prompt[]' }, /^Image Field cannot be "Prompt\[\]", which is another field/],
	[{ maskField: 'model' }, /^Mask Field cannot be "model", which is another field/],
	[{ imageField: 'two words' }, /^Image Field cannot be "two words"$/],
	[{ maskField: '__proto__' }, /^Mask Field cannot be "__proto__"$/],
	[{ imageField: 'in', maskField: 'in' }, /^Image Field and Mask Field are both "in"/],
	[{ maskField: usual.imageField }, /^Image Field and Mask Field are both/],
])('refuses %j', (options, message) => {
	expect(() => read(options)).toThrow(message);
});

it.each<[options: Record<string, unknown>, advice: RegExp]>([
	[{ imageField: 'two words' }, /Enter in Image Field the name of the field.*or remove the option/],
	[{ maskField: 'model' }, /Enter in Mask Field the name of the field.*or remove the option/],
	[{ maskField: usual.imageField }, /Enter in each the name of its own field, or remove/],
])('says what to do about %j', (options, advice) => {
	expect(failureOf(() => read(options))).toMatch(advice);
});
