document.title = 'Nunchi'
