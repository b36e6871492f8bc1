/// An attribute of an element; the value is escaped when written.
package struct Attribute: Sendable {
    /// The name; static, so it cannot come from a record.
    package let name: StaticString
    /// The value, not yet escaped.
    package let value: String

    /// Wraps a name and a value.
    package init(_ name: StaticString, _ value: String) { (self.name, self.value) = (name, value) }

    /// The `class` attribute.
    package static func cls(_ value: StaticString) -> Attribute { Attribute("class", "\(value)") }
}
