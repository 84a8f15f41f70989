/// A part of the earth between two meridians and two parallels, in degrees of WGS 84.
///
/// A west that is east of east is not a mistake: such a box crosses the antimeridian.
public struct BoundingBox: Hashable, Sendable, Codable {
  /// Degrees of WGS 84: west and east within -180...180, south and north within -90...90.
  public let west, south, east, north: Double

  /// Makes a box from four sides in degrees.
  ///
  /// - Returns: `nil` outside -180...180 and -90...90, and with south above north.
  public init?(west: Double, south: Double, east: Double, north: Double) {
    guard (-180...180).contains(west), (-180...180).contains(east),
      (-90...90).contains(south), (-90...90).contains(north), south <= north
    else { return nil }
    (self.west, self.south, self.east, self.north) = (west, south, east, north)
  }

  /// A box whose longitudes may count from 0 to 360, as models of climate and ocean have them.
  ///
  /// - Returns: `nil` off the globe, and with south above north.
  package init?(anyLongitudes west: Double, _ south: Double, _ east: Double, _ north: Double) {
    guard west >= 0, east > 180, east <= 360, west <= east else {
      self.init(west: west, south: south, east: east, north: north)
      return
    }
    if east - west >= 360 {
      self.init(west: -180, south: south, east: 180, north: north)
    } else {
      self.init(west: west > 180 ? west - 360 : west, south: south, east: east - 360, north: north)
    }
  }

  /// The rectangle around points of longitude and latitude, in order.
  ///
  /// - Returns: `nil` for none, and for points off the globe.
  package init?(around points: [(longitude: Double, latitude: Double)]) {
    guard let first = points.first else { return nil }
    var (west, south, east, north) = (first.longitude, first.latitude, first.longitude, first.latitude)
    for point in points {
      (west, east) = (min(west, point.longitude), max(east, point.longitude))
      (south, north) = (min(south, point.latitude), max(north, point.latitude))
    }
    self.init(west: west, south: south, east: east, north: north)
  }

  /// For sides that are known to lie on the globe.
  private init(_ west: Double, _ south: Double, _ east: Double, _ north: Double) {
    (self.west, self.south, self.east, self.north) = (west, south, east, north)
  }
}

extension BoundingBox {
  /// Whether the box reaches across the meridian of 180 degrees, and so has a west that is east of its east.
  public var crossesAntimeridian: Bool { west > east }

  /// The box as boxes that do not cross the antimeridian: itself, or the two that meet there, western part first.
  package var parts: [BoundingBox] {
    guard crossesAntimeridian else { return [self] }
    return [BoundingBox(west, south, 180, north), BoundingBox(-180, south, east, north)]
  }

  /// The box around two that do not cross the antimeridian.
  package func hull(with other: BoundingBox) -> BoundingBox {
    BoundingBox(
      min(west, other.west), min(south, other.south), max(east, other.east), max(north, other.north))
  }
}

extension BoundingBox: CustomStringConvertible {
  /// `west,south,east,north`, the order of GeoJSON and OGC, as a query writes it.
  public var description: String { [west, south, east, north].map(Self.text).joined(separator: ",") }

  /// Degrees without a fraction if there is none.
  package static func text(_ degrees: Double) -> String {
    Int(exactly: degrees).map(String.init) ?? degrees.description
  }
}
