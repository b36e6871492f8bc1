package import RoadModel

/// A value of a delivered table.
package enum PublicationValue: Sendable, Hashable {
    /// A text.
    case text(String)
    /// A whole number.
    case integer(Int)
    /// A number; `nan` becomes NULL.
    case real(Double)
    /// No value.
    case null
}

/// The lines or the point of a delivered row.
package enum PublicationGeometry: Sendable, Hashable {
    /// A point.
    case point(GeodeticCoordinate)
    /// Several lines.
    case lines([[GeodeticCoordinate]])
}

/// A layer of a delivered GeoPackage with the style it opens in.
package struct PublicationLayer: Sendable {
    /// Types of columns, named as the GeoPackage standard names them.
    package enum ColumnType: String, Sendable {
        /// Text.
        case text = "TEXT"
        /// Whole number.
        case integer = "INTEGER"
        /// Number.
        case real = "DOUBLE"
    }

    /// Table name: lower-case letters and underscores.
    package var table: String
    /// Title shown in a list of layers.
    package var title: String
    /// `POINT` or `MULTILINESTRING`.
    package var geometryType: String
    /// Columns after `fid` and `geom`.
    package var columns: [(name: String, type: ColumnType)]
    /// QGIS style (QML); empty for none.
    package var style: String
    /// Rows: a geometry and one value for each column.
    package var rows: [(geometry: PublicationGeometry, values: [PublicationValue])]

    /// Makes a layer.
    package init(
        table: String,
        title: String,
        geometryType: String,
        columns: [(name: String, type: ColumnType)],
        style: String,
        rows: [(geometry: PublicationGeometry, values: [PublicationValue])]
    ) {
        (self.table, self.title, self.geometryType) = (table, title, geometryType)
        (self.columns, self.style, self.rows) = (columns, style, rows)
    }
}
