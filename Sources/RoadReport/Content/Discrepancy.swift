/// Two places of one report that give different totals for the same figure.
package typealias Discrepancy = ReconciliationLine
