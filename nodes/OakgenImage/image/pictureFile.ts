/** An address whose name is that of a picture's file. */
export const PICTURE_FILE = /\.(png|jpe?g|webp|gif|avif)([?#]|$)/i;
