/** Published by Oakgen in its API guides. */
export const GENERATE_PATH = '/v1/generate/image';
