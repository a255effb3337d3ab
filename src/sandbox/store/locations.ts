// The places where the shop keeps its goods.

export const theLocations = [
  { id: "71034273827", name: "Warehouse", city: "Toronto" },
  { id: "71034306595", name: "Shop on King Street", city: "Toronto" },
] as const;
