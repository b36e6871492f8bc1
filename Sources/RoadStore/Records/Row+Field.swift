import GRDB

extension Row {
    /// A column's value in the type that is asked for.
    ///
    /// GRDB's subscript traps on damaged data; this throws instead.
    func field<Value: DatabaseValueConvertible & StatementColumnConvertible>(
        _ column: String
    ) throws -> Value {
        try decode(Value.self, forColumn: column)
    }
}
