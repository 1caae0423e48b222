// Package read answers questions about a project: all queries stand here, and none
// of them changes anything. A [Source] is asked by one who has the project to
// itself, a [View] by anybody. A view of a moment is a View like any other, so what
// changes a project cannot be asked of it.
package read
