// Sends a reader of an old address to the new page, with the anchor that the old link carried.
const moved = document.querySelector("link[data-moved]").dataset.moved;
location.replace(new URL(moved, location.href).href + location.hash);
