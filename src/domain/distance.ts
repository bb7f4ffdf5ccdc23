interface Point {
  latitude: number;
  longitude: number;
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Kilometres over a globe of mean radius (haversine); Infinity where the place is not known. */
export function distance(place: Partial<Point> | undefined, from: Point): number {
  if (place?.latitude === undefined || place.longitude === undefined) return Infinity;
  const [north, south] = [radians(place.latitude), radians(from.latitude)];
  const chord =
    Math.sin((north - south) / 2) ** 2 +
    Math.cos(north) * Math.cos(south) * Math.sin(radians(place.longitude - from.longitude) / 2) ** 2;
  return 2 * 6371.0088 * Math.asin(Math.min(1, Math.sqrt(chord)));
}
